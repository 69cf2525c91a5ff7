package org.meterbook.collection.page;

import java.net.URI;
import org.meterbook.collection.Site;

/** The addresses of the pages. */
record Links(Site site) {
  /** A page of a portal, as a path: a proxy may have put the server under one of its own. */
  String path(Portal portal, String page) {
    return URI.create(site.portal(portal.name())).getRawPath() + page;
  }

  String form(Portal portal, String code) {
    return Way.with(path(portal, ""), "f", code);
  }

  String visit(Portal portal, String page, String token) {
    return Way.with(path(portal, page), "t", token);
  }

  String receipt(Portal portal, String receipt) {
    return path(portal, "/receipt/" + receipt);
  }

  /** Where a customer hands over files, and sees what became of them. */
  String upload(Portal portal, String receipt) {
    return receipt(portal, receipt) + "/upload";
  }

  /** A receipt's whole address, for mail. */
  String mailedReceipt(Portal portal, String receipt) {
    return site.portal(portal.name()) + "/receipt/" + receipt;
  }

  String style() {
    return URI.create(site.portal("style.css")).getRawPath();
  }
}

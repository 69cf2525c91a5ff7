package org.meterbook.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.meterbook.store.Sql;
import org.slf4j.LoggerFactory;

/** Listens to the SQL statements of requests to one datasource, as the store traces them. */
public final class Statements implements AutoCloseable {
  private static final Logger LOG =
      ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Sql.class);

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> appender;

  public Statements(long tenant) {
    appender =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            // What the server does by itself at the same time is no part of a request.
            if (event.getMDCPropertyMap().containsKey("request")
                && event.getArgumentArray()[0].equals(tenant)) {
              heard.add(String.valueOf(event.getArgumentArray()[1]));
            }
          }
        };
    appender.setContext(LOG.getLoggerContext());
    appender.start();
    LOG.setAdditive(false);
    LOG.setLevel(Level.TRACE);
    LOG.addAppender(appender);
  }

  /** What was heard while this was done. */
  public List<String> of(Runnable work) {
    heard.clear();
    work.run();
    return List.copyOf(heard);
  }

  @Override
  public void close() {
    LOG.detachAppender(appender);
    LOG.setLevel(null);
    LOG.setAdditive(true);
  }
}

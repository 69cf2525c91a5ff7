package org.meterbook.ledger.file;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Kinds of files, with the data types of custom fields that hold them. */
enum FileType {
  IMAGE(16, "image", "Image", "jpg png svg gif heic"),
  PDF(17, "pdf", "PDF", "pdf"),
  DOCUMENT(
      18,
      "document",
      "Document",
      "doc dot wbk docx docm dotx dotm docb xls xlt xlm xlsx xlsm xltx xltm xlsb xlw ppt pot pps pptx pptm potx potm"
          + " ppsx ppsm sldx sldm odt ods odp one rtf txt csv xml zip");

  /**
   * The most bytes a file may have. The rest of the world says 100 MB; a body is held whole here.
   */
  static final int LARGEST = 32 << 20;

  private final int id;
  private final String code;
  private final String info;
  private final List<String> extensions;

  FileType(int id, String code, String info, String extensions) {
    this.id = id;
    this.code = code;
    this.info = info;
    this.extensions = List.of(extensions.split(" ", -1));
  }

  static Optional<FileType> of(int id) {
    return Arrays.stream(values()).filter(type -> type.id == id).findFirst();
  }

  int id() {
    return id;
  }

  String code() {
    return code;
  }

  String info() {
    return info;
  }

  List<String> extensions() {
    return extensions;
  }

  boolean takes(String name) {
    return extensions.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }
}

package dev.freehold.files.keys;

/** The kinds of sealed data of a site in SQL, each under its own key. */
public enum SealedPart {
  /** A page of the index of names, bound to its id. */
  NAME_PAGE("freehold:files:name-page:v1"),
  /** A document's name, ETag and properties, bound to the id of its first object. */
  DOCUMENT("freehold:files:document:v1"),
  /** An upload's name and properties, bound to its id. */
  UPLOAD("freehold:files:upload:v1"),
  /** A part's MD5, bound to the id of its object. */
  PART("freehold:files:part:v1"),
  /** A page of parts, bound to its id. */
  PART_PAGE("freehold:files:part-page:v1");

  private final String purpose;

  SealedPart(String purpose) {
    this.purpose = purpose;
  }

  /** Derives the key, and begins the associated data. */
  String purpose() {
    return purpose;
  }
}

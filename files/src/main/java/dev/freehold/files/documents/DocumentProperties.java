package dev.freehold.files.documents;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a client stores with a document and gets back with it. All of it is sealed.
 *
 * @param headers HTTP headers of the document, such as {@code content-type}, by lower-case name
 * @param userMetadata names and values of the client's own
 * @param checksums checksums of the content other than MD5, by lower-case algorithm, as the client
 *     sent them
 */
public record DocumentProperties(
    Map<String, String> headers, Map<String, String> userMetadata, Map<String, String> checksums) {

  /** Nothing is kept. */
  public static final DocumentProperties NONE =
      new DocumentProperties(Map.of(), Map.of(), Map.of());

  /** Keeps copies, in the order of names. */
  public DocumentProperties {
    headers = new TreeMap<>(headers);
    userMetadata = new TreeMap<>(userMetadata);
    checksums = new TreeMap<>(checksums);
  }

  /** Never shows what is sealed. */
  @Override
  public String toString() {
    return "DocumentProperties[hidden]";
  }
}

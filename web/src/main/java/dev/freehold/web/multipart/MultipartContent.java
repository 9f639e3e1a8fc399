package dev.freehold.web.multipart;

import java.util.Map;

/**
 * What a body of several parts has in it.
 *
 * @param fields the texts, by the names of their parts
 * @param files the contents of files, by the names of their parts
 */
public record MultipartContent(Map<String, String> fields, Map<String, byte[]> files) {

  /** Copies the maps. */
  public MultipartContent {
    fields = Map.copyOf(fields);
    files = Map.copyOf(files);
  }

  /** Never shows what is in it. */
  @Override
  public String toString() {
    return "MultipartContent" + fields.keySet() + files.keySet();
  }
}

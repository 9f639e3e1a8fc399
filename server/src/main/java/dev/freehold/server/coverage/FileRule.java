package dev.freehold.server.coverage;

import java.util.regex.Pattern;

/**
 * What files of a data folder are, by their path in it.
 *
 * @param area the part of the report
 * @param place how the report calls them
 * @param path what their paths match as a whole, with slashes
 * @param what what is in them
 * @param protection what protects it
 * @param check what else has to hold
 */
record FileRule(
    Area area, String place, Pattern path, String what, Protection protection, FileCheck check) {

  static FileRule of(
      Area area, String place, String path, String what, Protection protection, FileCheck check) {
    return new FileRule(area, place, Pattern.compile(path), what, protection, check);
  }

  /** A file with a secret in clear, and what a crash may leave of writing it. */
  static FileRule secret(String place, String temporary, String what) {
    return secret(place, temporary, what, Protection.fileRights());
  }

  static FileRule secret(String place, String temporary, String what, Protection protection) {
    String path = Pattern.quote(place) + (temporary.isEmpty() ? "" : "|" + temporary);
    return of(Area.SECRETS, place, path, what, protection, FileCheck.OWNER_ONLY);
  }
}

package dev.freehold.server.coverage;

/** The parts of the report, in their order. */
public enum Area {
  /** Sealed objects and key bundles. */
  BLOBS("Blobs"),
  /** Database files, their logs, their tables. */
  DATABASES("Databases"),
  /** Files that hold keys and credentials. */
  SECRETS("Keys and credentials"),
  /** What a running process leaves: locks, libraries, logs, caches, dumps. */
  PROCESS("Process and machine"),
  /** What no rule covers. */
  FINDINGS("Findings");

  private final String title;

  Area(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}

package dev.freehold.server;

/** Which version of the program this is. */
public final class ProgramVersion {

  private ProgramVersion() {}

  /** The version as the build wrote it into the program. */
  public static String text() {
    String version = ProgramVersion.class.getPackage().getImplementationVersion();
    return version == null ? "(built from source)" : version;
  }
}

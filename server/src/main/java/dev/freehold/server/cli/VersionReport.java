package dev.freehold.server.cli;

import dev.freehold.crypto.CryptoSuite;
import picocli.CommandLine.IVersionProvider;

/** What {@code freehold --version} prints: ours, the Java it runs on, who computes. */
final class VersionReport implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = VersionReport.class.getPackage().getImplementationVersion();
    return new String[] {
      "freehold " + (version == null ? "(built from source)" : version),
      "java " + Runtime.version() + " " + System.getProperty("os.arch"),
      CryptoSuite.select(CryptoSuite.Choice.AUTO).report()
    };
  }
}

package dev.freehold.server.cli;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.server.ProgramVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code freehold --version} prints: ours, the Java it runs on, who computes. */
final class VersionReport implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "freehold " + ProgramVersion.text(),
      "java " + Runtime.version() + " " + System.getProperty("os.arch"),
      CryptoSuite.select(CryptoSuite.Choice.AUTO).report()
    };
  }
}

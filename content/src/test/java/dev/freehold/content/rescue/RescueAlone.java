package dev.freehold.content.rescue;

import dev.freehold.crypto.CryptoSuite;
import java.nio.file.Path;

/** A program that does nothing but rescue one object. */
final class RescueAlone {

  private RescueAlone() {}

  /** Takes the object's file, the bundle, the root key's file and the target. */
  public static void main(String[] arguments) {
    try {
      Class.forName("org.jdbi.v3.core.Jdbi");
      throw new IllegalStateException("database code is on the class path");
    } catch (ClassNotFoundException asItShouldBe) {
      CryptoSuite suite = CryptoSuite.select(CryptoSuite.Choice.AUTO);
      new Rescue(suite)
          .rescue(
              Path.of(arguments[0]),
              Path.of(arguments[1]),
              PemRootKey.read(Path.of(arguments[2]), suite),
              Path.of(arguments[3]));
    }
  }
}

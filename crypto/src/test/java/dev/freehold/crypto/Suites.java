package dev.freehold.crypto;

import dev.freehold.crypto.CryptoSuite.Choice;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The suites under test, each chosen once: both must do the same. */
public final class Suites {

  private static final Map<Choice, CryptoSuite> CHOSEN = new EnumMap<>(Choice.class);

  private Suites() {}

  /** ACCP and the JDK. Without ACCP the tests fail: the build's machines have it. */
  public static List<CryptoSuite> both() {
    return List.of(of(Choice.ACCP), of(Choice.JDK));
  }

  public static synchronized CryptoSuite of(Choice choice) {
    return CHOSEN.computeIfAbsent(choice, CryptoSuite::select);
  }

  /** The same bytes for the same seed, never the same bytes twice. */
  static RandomSource seeded(long seed) {
    return new Random(seed)::nextBytes;
  }

  static byte[] bytes(long seed, int count) {
    return seeded(seed).bytes(count);
  }
}

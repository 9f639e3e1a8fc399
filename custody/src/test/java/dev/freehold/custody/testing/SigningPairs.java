package dev.freehold.custody.testing;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.publickey.RsaKeys;
import dev.freehold.custody.CustodyLimits;
import java.security.KeyPair;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Key pairs for issuers of tokens. There are a few for all tests, given out in turn, because making
 * one takes longer than most tests.
 */
public final class SigningPairs {

  private static final int COUNT = 6;
  private static final AtomicInteger GIVEN = new AtomicInteger();

  private SigningPairs() {}

  /** The next pair, which differs from the five before it. */
  public static KeyPair next() {
    return Made.ALL.get(Math.floorMod(GIVEN.getAndIncrement(), COUNT));
  }

  private static final class Made {
    static final List<KeyPair> ALL =
        Stream.generate(
                () ->
                    new RsaKeys(CryptoSuite.select(CryptoSuite.Choice.AUTO))
                        .generate(CustodyLimits.SIGNING_KEY_BITS, RSAKeyGenParameterSpec.F4))
            .limit(COUNT)
            .toList();
  }
}

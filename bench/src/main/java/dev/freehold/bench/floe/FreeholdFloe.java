package dev.freehold.bench.floe;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Floe;
import dev.freehold.crypto.FloeParameters;
import dev.freehold.crypto.Key256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;

/** Freehold's own content format. */
final class FreeholdFloe implements Contestant {

  private final FloeParameters parameters;
  private final Floe floe;
  private final Key256 key;

  FreeholdFloe(CryptoSuite.Choice choice, int segmentKib) {
    CryptoSuite suite = CryptoSuite.select(choice);
    this.parameters = new FloeParameters(segmentKib * 1024);
    this.floe = new Floe(suite);
    this.key = Key256.random(suite.random());
  }

  @Override
  public void seal(InputStream plaintext, OutputStream sealed) throws IOException {
    floe.seal(plaintext, sealed, key, Sample.AAD, parameters);
  }

  @Override
  public void open(InputStream sealed, OutputStream plaintext) throws IOException {
    floe.open(sealed, plaintext, key, Sample.AAD, Set.of(parameters));
  }
}

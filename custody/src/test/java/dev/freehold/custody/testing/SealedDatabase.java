package dev.freehold.custody.testing;

import dev.freehold.crypto.Hkdf;
import dev.freehold.crypto.Key256;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.custody.seals.RowSealing;
import dev.freehold.custody.seals.SealMarks;
import dev.freehold.custody.seals.SealedKind;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A database whose rows are sealed under a key that all tests know, so that several processes can
 * have it without a file. Its kinds are not versioned. Closing it closes the other one.
 */
public final class SealedDatabase extends ForwardingDatabase {

  private final RowSealing sealing;

  public SealedDatabase(Database inner, List<SealedKind> kinds) {
    super(inner);
    this.sealing =
        RowSealing.start(
            inner,
            new Marks(),
            new KnownMasterKey(),
            kinds,
            new Ledger(inner, Clock.systemUTC()),
            new SimpleMeterRegistry(),
            Clock.systemUTC());
  }

  @Override
  public void close() {
    sealing.close();
    inner.close();
  }

  private static final class Marks implements SealMarks {

    private final Set<String> sealed = ConcurrentHashMap.newKeySet();

    @Override
    public boolean isSealed(String mark) {
      return sealed.contains(mark);
    }

    @Override
    public void sealed(String mark) {
      sealed.add(mark);
    }
  }

  /** Gives keys for seals alone. */
  private static final class KnownMasterKey implements ServiceMasterKey {

    @Override
    public byte[] seal(Purpose purpose, byte[] associatedData, byte[] secret) {
      throw new UnsupportedOperationException();
    }

    @Override
    public byte[] open(Purpose purpose, byte[] associatedData, byte[] sealed) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Key256 derive(Purpose purpose) {
      try (Key256 known = Key256.takeOver(new byte[Key256.LENGTH_BYTES])) {
        return Hkdf.deriveKey(known, "test " + purpose);
      }
    }

    @Override
    public void close() {
      // It holds nothing.
    }
  }
}

package dev.freehold.content.testing;

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

/** Seals of databases that have no availability database beside them. */
public final class TestSeals {

  private TestSeals() {}

  /** Begins to seal the rows of these kinds; the caller closes it. */
  public static RowSealing start(
      Database database, ServiceMasterKey master, List<SealedKind> kinds, Ledger ledger) {
    return RowSealing.start(
        database, new Marks(), master, kinds, ledger, new SimpleMeterRegistry(), Clock.systemUTC());
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
}

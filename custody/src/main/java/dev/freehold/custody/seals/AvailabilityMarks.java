package dev.freehold.custody.seals;

import dev.freehold.persistence.Database;
import java.time.Clock;

/** Marks in the availability database. */
final class AvailabilityMarks implements SealMarks {

  private final Database availability;
  private final Clock clock;

  AvailabilityMarks(Database availability, Clock clock) {
    this.availability = availability;
    this.clock = clock;
  }

  @Override
  public boolean isSealed(String mark) {
    return availability.read(
        tx ->
            tx.createQuery("SELECT 1 FROM sealed_kinds WHERE kind = :kind")
                .bind("kind", mark)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  @Override
  public void sealed(String mark) {
    availability.write(
        tx ->
            tx.createUpdate(
                    """
                    INSERT INTO sealed_kinds (kind, sealed_at) VALUES (:kind, :now)
                    ON CONFLICT (kind) DO NOTHING\
                    """)
                .bind("kind", mark)
                .bind("now", clock.instant())
                .execute());
  }
}

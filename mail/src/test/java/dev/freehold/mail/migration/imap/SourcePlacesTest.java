package dev.freehold.mail.migration.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The places of a node for sources")
class SourcePlacesTest {

  private static final UUID CONTOSO = new UUID(1, 1);
  private static final UUID FABRIKAM = new UUID(1, 2);
  private static final UUID ONE = new UUID(2, 1);
  private static final UUID TWO = new UUID(2, 2);

  private final AtomicLong nanos = new AtomicLong();
  private final SourcePlaces places = new SourcePlaces(8, nanos::get);

  /** Takes as many as it is given. */
  private List<SourcePlaces.Place> takeAll(UUID tenant, UUID batch) {
    List<SourcePlaces.Place> taken = new ArrayList<>();
    for (Optional<SourcePlaces.Place> next = places.take(tenant, batch);
        next.isPresent();
        next = places.take(tenant, batch)) {
      taken.add(next.get());
    }
    return taken;
  }

  @Test
  void areKeptForAnotherTenantUntilItComes() {
    assertThat(takeAll(CONTOSO, ONE)).hasSize(6);
    assertThat(takeAll(FABRIKAM, TWO)).hasSize(2);
  }

  @Test
  void areSharedOnceTheyAreGivenBack() {
    List<SourcePlaces.Place> first = takeAll(CONTOSO, ONE);
    assertThat(takeAll(FABRIKAM, TWO)).hasSize(2);
    first.subList(0, 3).forEach(SourcePlaces.Place::close);
    assertThat(takeAll(CONTOSO, ONE)).hasSize(1);
    assertThat(takeAll(FABRIKAM, TWO)).hasSize(2);
  }

  @Test
  void areSharedBetweenTheBatchesOfATenant() {
    takeAll(CONTOSO, ONE).forEach(SourcePlaces.Place::close);
    assertThat(takeAll(CONTOSO, TWO)).hasSize(3);
    assertThat(takeAll(CONTOSO, ONE)).hasSize(3);
  }

  @Test
  void areNotKeptForWhoHasNotAskedForLong() {
    takeAll(FABRIKAM, TWO).forEach(SourcePlaces.Place::close);
    assertThat(takeAll(CONTOSO, ONE)).hasSize(4);
    nanos.addAndGet(Duration.ofMinutes(3).toNanos());
    assertThat(takeAll(CONTOSO, ONE)).hasSize(2);
  }

  @Test
  void areAtLeastOne() {
    SourcePlaces one = new SourcePlaces(1, nanos::get);
    try (SourcePlaces.Place _ = one.take(CONTOSO, ONE).orElseThrow()) {
      assertThat(one.take(FABRIKAM, TWO)).isEmpty();
    }
    assertThat(one.take(FABRIKAM, TWO)).isPresent();
  }
}

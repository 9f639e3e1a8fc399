package dev.freehold.web.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.web.WebLimits;
import dev.freehold.web.net.ConnectionShares.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Whoever opens connections keeps nobody else out. */
class ConnectionSharesTest {

  private static final ConnectionBounds BOUNDS = ConnectionBounds.of(1024);

  private final AtomicLong nanoTime = new AtomicLong();
  private final KnownNetworks known = new KnownNetworks(nanoTime::get);
  private final ConnectionShares shares = new ConnectionShares(BOUNDS, known, Proxies.NONE);

  @Test
  void oneNetworkHasAQuarter() {
    take("203.0.113.1", BOUNDS.ofNetwork());
    assertThat(shares.take("203.0.113.1")).isEmpty();
    assertThat(shares.take("203.0.113.2")).isPresent();
    take("2001:db8:1:2:3:4:5:6", BOUNDS.ofNetwork());
    assertThat(shares.take("2001:db8:1:2:9:9:9:9")).isEmpty();
  }

  @Test
  void strangersLeavePlacesForNetworksThatAreKnown() {
    known.remember("198.51.100.7");
    for (int i = 0; i < BOUNDS.ofStrangers(); i++) {
      assertThat(shares.take("203.0.%d.%d".formatted(i / 256, i % 256))).isPresent();
    }
    assertThat(shares.take("192.0.2.1")).isEmpty();
    assertThat(shares.take("198.51.100.7")).isPresent();
    nanoTime.addAndGet(WebLimits.NETWORK_KNOWN_FOR.toNanos());
    assertThat(shares.take("198.51.100.7")).isEmpty();
  }

  @Test
  void thisMachineHasPlacesThatNobodyElseCanTake() {
    int others = BOUNDS.all() - BOUNDS.ofThisMachine();
    for (int i = 0; i < others; i++) {
      String address = "203.0.%d.%d".formatted(i / 256, i % 256);
      known.remember(address);
      assertThat(shares.take(address)).isPresent();
    }
    known.remember("192.0.2.1");
    assertThat(shares.take("192.0.2.1")).isEmpty();
    take("127.0.0.1", BOUNDS.ofThisMachine());
    assertThat(shares.take("127.0.0.1")).isEmpty();
  }

  @Test
  void aConnectionThatEndsMakesRoom() {
    List<Place> places = take("203.0.113.1", BOUNDS.ofNetwork());
    places.forEach(shares::give);
    take("203.0.113.1", BOUNDS.ofNetwork());
  }

  private List<Place> take(String address, int many) {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      Optional<Place> place = shares.take(address);
      assertThat(place).as("%s, %d", address, i).isPresent();
      places.add(place.orElseThrow());
    }
    return places;
  }
}

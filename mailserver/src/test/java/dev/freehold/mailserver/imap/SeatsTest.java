package dev.freehold.mailserver.imap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.web.net.AddressRange;
import dev.freehold.web.net.ConnectionBounds;
import dev.freehold.web.net.ConnectionShares;
import dev.freehold.web.net.KnownNetworks;
import dev.freehold.web.net.Proxies;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The place of a connection")
class SeatsTest {

  private static final String PROXY = "192.0.2.1";
  private static final String CLIENT = "198.51.100.7";
  private static final int PLACES = 4;

  private final ConnectionShares shares =
      new ConnectionShares(
          new ConnectionBounds(PLACES, 1, PLACES, PLACES),
          new KnownNetworks(),
          new Proxies(List.of(AddressRange.of(PROXY)), true));
  private final Seats seats = new Seats(shares);

  @Test
  @DisplayName("is given back once, also if another took it before the proxy had named the client")
  void displaced() {
    Seats.Seat seat = seats.take(new Socket(), PROXY).orElseThrow();
    seat.close();
    assertThat(seat.isOf(CLIENT)).isFalse();
    seat.close();
    assertThat(seats.count()).isZero();
    assertThat(free()).isEqualTo(PLACES);
  }

  @Test
  @DisplayName("is the client's own once the proxy has named it, and free when it ends")
  void named() {
    Seats.Seat seat = seats.take(new Socket(), PROXY).orElseThrow();
    assertThat(seat.isOf(CLIENT)).isTrue();
    assertThat(seats.count()).isOne();
    seat.close();
    assertThat(free()).isEqualTo(PLACES);
  }

  @Test
  @DisplayName("goes to nobody else while the proxy names the client, where all are taken")
  void full() {
    Seats.Seat seat = seats.take(new Socket(), PROXY).orElseThrow();
    List<Optional<Seats.Seat>> others =
        List.of(
            seats.take(new Socket(), CLIENT),
            seats.take(new Socket(), CLIENT),
            seats.take(new Socket(), CLIENT));
    assertThat(others).allMatch(Optional::isPresent);
    assertThat(seat.isOf(CLIENT)).isTrue();
    assertThat(seats.count()).isEqualTo(PLACES - 1);
    seat.close();
    others.forEach(other -> other.orElseThrow().close());
    assertThat(free()).isEqualTo(PLACES);
  }

  /** How many connections of this machine's have a place. */
  private int free() {
    int free = 0;
    while (shares.take("127.0.0.1").isPresent()) {
      free++;
    }
    return free;
  }
}

package dev.freehold.vault.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.vault.VaultLimits;
import dev.freehold.vault.http.ConnectionShares.Place;
import dev.freehold.vault.tls.LocalAuthority;
import dev.freehold.vault.wire.WireError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever opens connections keeps nobody else out. */
class ConnectionSharesTest {

  private static final int TIMEOUT_MILLIS = 20_000;

  private final AtomicLong nanoTime = new AtomicLong();
  private final KnownNetworks known = new KnownNetworks(nanoTime::get);
  private final ConnectionShares shares = new ConnectionShares(known);

  @Test
  void oneNetworkHasAQuarter() {
    take("203.0.113.1", VaultLimits.MAX_CONNECTIONS_OF_NETWORK);
    assertThat(shares.take("203.0.113.1")).isEmpty();
    assertThat(shares.take("203.0.113.2")).isPresent();
    take("2001:db8:1:2:3:4:5:6", VaultLimits.MAX_CONNECTIONS_OF_NETWORK);
    assertThat(shares.take("2001:db8:1:2:9:9:9:9")).isEmpty();
  }

  @Test
  void strangersLeavePlacesForNetworksThatAreKnown() {
    known.remember("198.51.100.7");
    for (int i = 0; i < VaultLimits.MAX_CONNECTIONS_OF_STRANGERS; i++) {
      assertThat(shares.take("203.0.%d.%d".formatted(i / 256, i % 256))).isPresent();
    }
    assertThat(shares.take("192.0.2.1")).isEmpty();
    assertThat(shares.take("198.51.100.7")).isPresent();
    nanoTime.addAndGet(VaultLimits.NETWORK_KNOWN_FOR.toNanos());
    assertThat(shares.take("198.51.100.7")).isEmpty();
  }

  @Test
  void thisMachineHasPlacesThatNobodyElseCanTake() {
    int others = VaultLimits.MAX_CONNECTIONS - VaultLimits.CONNECTIONS_OF_THIS_MACHINE;
    for (int i = 0; i < others; i++) {
      String address = "203.0.%d.%d".formatted(i / 256, i % 256);
      known.remember(address);
      assertThat(shares.take(address)).isPresent();
    }
    known.remember("192.0.2.1");
    assertThat(shares.take("192.0.2.1")).isEmpty();
    take("127.0.0.1", VaultLimits.CONNECTIONS_OF_THIS_MACHINE);
    assertThat(shares.take("127.0.0.1")).isEmpty();
  }

  @Test
  void aConnectionThatEndsMakesRoom() {
    List<Place> places = take("203.0.113.1", VaultLimits.MAX_CONNECTIONS_OF_NETWORK);
    places.forEach(shares::give);
    take("203.0.113.1", VaultLimits.MAX_CONNECTIONS_OF_NETWORK);
  }

  @Test
  void aFloodFromOneAddressIsClosedAndOthersAreServed(@TempDir Path folder) throws IOException {
    LocalAuthority authority = LocalAuthority.open(folder, List.of("localhost"), Clock.systemUTC());
    SSLContext tls = authority.clientContext();
    HttpsListener listener =
        HttpsListener.bind(
            "127.0.0.1",
            0,
            authority.serverContext(List.of("127.0.0.1")),
            HttpTimeouts.DEFAULT,
            known);
    List<Socket> flood = new ArrayList<>();
    try {
      listener.serve(request -> WireError.of(403, "Forbidden", "not you").toAnswer());
      InetAddress stranger = InetAddress.getByName("127.0.0.2");
      for (int i = 0; i < VaultLimits.MAX_CONNECTIONS_OF_NETWORK; i++) {
        flood.add(new Socket("127.0.0.1", listener.port(), stranger, 0));
      }
      try (Socket further = new Socket("127.0.0.1", listener.port(), stranger, 0)) {
        further.setSoTimeout(TIMEOUT_MILLIS);
        assertThat(further.getInputStream().read()).isEqualTo(-1);
      }
      assertThat(status(tls, listener)).isEqualTo("HTTP/1.1 403");
      for (Socket socket : flood) {
        socket.close();
      }
    } finally {
      listener.close();
    }
  }

  private static String status(SSLContext tls, HttpsListener listener) throws IOException {
    try (Socket socket = tls.getSocketFactory().createSocket("127.0.0.1", listener.port())) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }
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

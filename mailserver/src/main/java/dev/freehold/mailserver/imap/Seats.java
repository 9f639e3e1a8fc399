package dev.freehold.mailserver.imap;

import dev.freehold.mailserver.imap.wire.Transport;
import dev.freehold.web.net.ConnectionShares;
import dev.freehold.web.net.ConnectionShares.Place;
import java.io.IOException;
import java.net.Socket;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The open connections of one listener. Where there is no place, a newcomer takes that of the
 * oldest connection on which nobody signed in yet, if that makes room; else it is turned away.
 * Thread-safe.
 */
final class Seats {

  private final ConnectionShares shares;
  private final Set<Seat> taken = ConcurrentHashMap.newKeySet();

  Seats(ConnectionShares shares) {
    this.shares = shares;
  }

  /** One connection. */
  final class Seat implements AutoCloseable {

    private final Socket socket;
    private final long sinceNanos = System.nanoTime();
    private volatile Place place;
    private volatile Optional<Transport> transport = Optional.empty();
    private volatile Optional<ImapConnection> connection = Optional.empty();

    private Seat(Socket socket, Place place) {
      this.socket = socket;
      this.place = place;
    }

    /** From now on the connection is watched. */
    void has(Transport socketWithTls, ImapConnection client) {
      transport = Optional.of(socketWithTls);
      connection = Optional.of(client);
    }

    /**
     * A proxy has said whose connection it is; tells whether it has a place as that client's. In
     * between it has none, so no newcomer can take one from it that it has given back.
     */
    boolean isOf(String address) {
      if (!taken.remove(this)) {
        return false;
      }
      shares.give(place);
      Optional<Place> ofClient = placeFor(address);
      if (ofClient.isEmpty()) {
        return false;
      }
      place = ofClient.get();
      taken.add(this);
      return true;
    }

    private boolean isSignedIn() {
      return connection.filter(ImapConnection::isSignedIn).isPresent();
    }

    private void abort() {
      try {
        socket.close();
      } catch (IOException closedBadly) {
        // Its thread finds out.
      }
    }

    @Override
    public void close() {
      if (taken.remove(this)) {
        shares.give(place);
      }
      abort();
    }
  }

  /** A seat for a connection from {@code address}, if there is one. */
  Optional<Seat> take(Socket socket, String address) {
    return placeFor(address)
        .map(
            place -> {
              Seat seat = new Seat(socket, place);
              taken.add(seat);
              return seat;
            });
  }

  private Optional<Place> placeFor(String address) {
    Optional<Place> place = shares.take(address);
    if (place.isPresent()) {
      return place;
    }
    oldestStranger(seat -> shares.wouldMakeRoom(seat.place, address)).ifPresent(Seat::close);
    return shares.take(address);
  }

  private Optional<Seat> oldestStranger(Predicate<Seat> wanted) {
    return taken.stream()
        .filter(seat -> !seat.isSignedIn())
        .filter(wanted)
        .min(Comparator.comparingLong(seat -> seat.sinceNanos));
  }

  /** How many connections there are. */
  int count() {
    return taken.size();
  }

  /** Closes the connections of clients that are too slow. */
  void look() {
    long nowNanos = System.nanoTime();
    taken.forEach(seat -> seat.transport.ifPresent(one -> one.look(nowNanos)));
  }

  /** Closes all connections at once. */
  void abortAll() {
    taken.forEach(Seat::abort);
  }
}

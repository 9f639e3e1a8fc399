package dev.freehold.powershell.run;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where the streams other than the objects go, if not to the host. Immutable. */
final class Streams {

  static final int OUTPUT = 1;
  static final int ERROR = 2;
  static final int WARNING = 3;
  static final int VERBOSE = 4;
  static final int DEBUG = 5;
  static final int INFORMATION = 6;

  /** All to the host. */
  static final Streams HOST = new Streams(Map.of());

  private final Map<Integer, Sink> redirected;

  private Streams(Map<Integer, Sink> redirected) {
    this.redirected = redirected;
  }

  Streams with(int stream, Sink target) {
    Map<Integer, Sink> all = new TreeMap<>(redirected);
    all.put(stream, target);
    return new Streams(all);
  }

  Optional<Sink> of(int stream) {
    return Optional.ofNullable(redirected.get(stream));
  }
}

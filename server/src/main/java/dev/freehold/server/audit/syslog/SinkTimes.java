package dev.freehold.server.audit.syslog;

import java.time.Duration;

/**
 * The waiting times of the sink.
 *
 * @param poll between two looks for new records
 * @param round how long one connection is used at most before it is closed to be confirmed
 * @param settle how long nothing may be heard after the last record; longer than a packet's way
 *     there and back, so that a collector that had closed before would have been noticed
 * @param answer how long a collector may take to answer a close, or to take a page of records
 * @param firstPause after the first failure; doubles with each
 * @param longestPause what it doubles up to
 */
public record SinkTimes(
    Duration poll,
    Duration round,
    Duration settle,
    Duration answer,
    Duration firstPause,
    Duration longestPause) {

  /** What a server uses. */
  public static SinkTimes defaults() {
    return new SinkTimes(
        Duration.ofSeconds(1),
        Duration.ofSeconds(30),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        Duration.ofSeconds(60));
  }
}

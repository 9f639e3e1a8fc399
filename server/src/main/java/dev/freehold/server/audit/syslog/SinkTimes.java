package dev.freehold.server.audit.syslog;

import java.time.Duration;

/**
 * The waiting times when sending audit records to a collector.
 *
 * @param poll how often to look for new records
 * @param round how long to use one connection before it is closed, to have the collector confirm
 *     what it received
 * @param settle how long to wait for an error after the last record; longer than a packet's way
 *     there and back, so that a connection that the collector had closed is noticed
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

package dev.freehold.console.vaults;

import java.util.Arrays;
import java.util.Optional;

/**
 * The programs as which the service itself uses keys, under the ids that are the same everywhere.
 */
enum ServiceProgram {
  /** Of mailbox policies. */
  MAIL("00000002-0000-0ff1-ce00-000000000000"),
  /** Of the policies of geos. */
  FILES("00000003-0000-0ff1-ce00-000000000000"),
  /** Of multi-workload policies. */
  MULTI_WORKLOAD("c066d759-24ae-40e7-a56f-027002b5d3e4");

  private final String appId;

  ServiceProgram(String appId) {
    this.appId = appId;
  }

  /** The program of this application id; empty for everybody else's. */
  static Optional<ServiceProgram> of(String appId) {
    return Arrays.stream(values()).filter(one -> one.appId.equalsIgnoreCase(appId)).findFirst();
  }
}

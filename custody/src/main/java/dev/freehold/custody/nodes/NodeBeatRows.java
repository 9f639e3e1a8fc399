package dev.freehold.custody.nodes;

import static dev.freehold.custody.seals.OperatorSeals.NODE_BEAT;

import dev.freehold.custody.seals.RowSeals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/**
 * The table of what nodes last said, each statement in the caller's transaction. What a purge waits
 * for is sealed; the rest is for people.
 */
final class NodeBeatRows {

  private static final String SELECT =
      "SELECT %s, b.start_id, b.started_at, b.seen_at, b.program, b.authority FROM node_beats b\040"
          .formatted(NODE_BEAT.columns("b"));

  private NodeBeatRows() {}

  static void write(Handle tx, UUID tenantId, NodeBeat beat) {
    tx.createUpdate(
            """
            INSERT INTO node_beats
              (node_id, start_id, started_at, seen_at, program, lease_seconds, forgotten,
                authority)
            VALUES (:nodeId, :startId, :startedAt, :seenAt, :version, :leaseSeconds, :forgotten,
              :authority)
            ON CONFLICT (node_id) DO UPDATE SET start_id = excluded.start_id,
              started_at = excluded.started_at, seen_at = excluded.seen_at,
              program = excluded.program, lease_seconds = excluded.lease_seconds,
              forgotten = excluded.forgotten, authority = excluded.authority\
            """)
        .bind("nodeId", beat.nodeId())
        .bind("startId", beat.startId())
        .bind("startedAt", beat.startedAt())
        .bind("seenAt", beat.seenAt())
        .bind("version", beat.version())
        .bind("forgotten", beat.forgotten())
        .bind("authority", beat.authority().orElse(null))
        .bind("leaseSeconds", beat.lease().toSeconds())
        .execute();
    RowSeals.of(tx)
        .keep(
            tx,
            NODE_BEAT
                .row(tenantId, beat.nodeId())
                .set("lease_seconds", beat.lease().toSeconds())
                .set("forgotten", beat.forgotten())
                .done());
  }

  /** Empty if it has said nothing yet, or something that another has written in its place. */
  static Optional<NodeBeat> of(Handle tx, UUID nodeId) {
    return list(tx).stream().filter(beat -> beat.nodeId().equals(nodeId)).findFirst();
  }

  static List<NodeBeat> list(Handle tx) {
    return RowSeals.of(tx).list(NODE_BEAT, tx.createQuery(SELECT), NodeBeatRows::beat);
  }

  private static NodeBeat beat(RowView row) {
    return new NodeBeat(
        row.getColumn("node_id", UUID.class),
        row.getColumn("start_id", UUID.class),
        row.getColumn("started_at", Instant.class),
        row.getColumn("seen_at", Instant.class),
        row.getColumn("program", String.class),
        Duration.ofSeconds(row.getColumn("lease_seconds", Long.class)),
        row.getColumn("forgotten", Long.class),
        Optional.ofNullable(row.getColumn("authority", String.class)));
  }
}

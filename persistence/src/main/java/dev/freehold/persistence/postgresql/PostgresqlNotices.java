package dev.freehold.persistence.postgresql;

import dev.freehold.persistence.notices.ChangeNotices;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Notices by LISTEN and NOTIFY. A process that only writes sends them and has no connection for
 * them. Safe for use by many threads.
 */
final class PostgresqlNotices implements ChangeNotices, AutoCloseable {

  /** Tells the notices of this process from others; whoever listens can see and repeat it. */
  private final UUID self = UUID.randomUUID();

  private final DataSource listening;
  private final NoticeSender sender;

  private volatile Optional<NoticeReceiver> receiver = Optional.empty();

  /**
   * Sends and listens when first asked to.
   *
   * @param sending connections without auto-commit
   * @param listening connections that stay open, as many as processes
   */
  PostgresqlNotices(DataSource sending, DataSource listening) {
    this.listening = listening;
    this.sender = new NoticeSender(sending, self);
  }

  /** A transaction that changed these rows is committed; does not wait. */
  void committed(Set<UUID> ids) {
    if (!ids.isEmpty()) {
      sender.changed(ids);
    }
  }

  @Override
  public Listening listen(Listener listener) {
    NoticeReceiver told = start();
    told.add(listener);
    return () -> told.remove(listener);
  }

  private synchronized NoticeReceiver start() {
    if (receiver.isPresent()) {
      return receiver.get();
    }
    NoticeReceiver made = new NoticeReceiver(listening, self);
    receiver = Optional.of(made);
    made.start();
    sender.beat();
    return made;
  }

  @Override
  public boolean areHeard() {
    return receiver.filter(NoticeReceiver::isHeard).isPresent();
  }

  @Override
  public void close() {
    receiver.ifPresent(NoticeReceiver::close);
    sender.close();
  }
}

package dev.freehold.persistence.notices;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.config.JdbiConfig;

/**
 * The rows of which a transaction tells other processes once it is committed. Nothing is kept where
 * there are none, as with SQLite. For the one thread that runs the transaction.
 */
public final class ChangedRows implements JdbiConfig<ChangedRows> {

  private final Set<UUID> ids = new LinkedHashSet<>();
  private boolean isKept;

  /** Keeps nothing; used by JDBI. */
  public ChangedRows() {}

  /** The database tells others of what the transactions of this handle change. */
  public void keep() {
    isKept = true;
  }

  /**
   * Has others told of a row if the transaction is committed. They may be told of a row that was
   * not changed after all, such as one whose change a savepoint has undone.
   */
  public static void tell(Handle tx, UUID id) {
    ChangedRows rows = tx.getConfig(ChangedRows.class);
    if (rows.isKept) {
      rows.ids.add(id);
    }
  }

  /** What the transaction has told of. */
  public static Set<UUID> of(Handle tx) {
    return Set.copyOf(tx.getConfig(ChangedRows.class).ids);
  }

  /** A new handle has told of nothing. */
  @Override
  public ChangedRows createCopy() {
    ChangedRows copy = new ChangedRows();
    copy.isKept = isKept;
    return copy;
  }
}

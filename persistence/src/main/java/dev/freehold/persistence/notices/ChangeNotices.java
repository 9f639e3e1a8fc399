package dev.freehold.persistence.notices;

import java.util.Set;
import java.util.UUID;

/**
 * Notices that rows have changed, from all processes that share a database, this one included. They
 * come after the commit, and they are hints: one may be lost with its process, come late or twice,
 * or be made up by whoever may connect to the database. So a listener looks at the rows, believes
 * them alone, and looks now and then without being told. Safe for use by many threads.
 */
public interface ChangeNotices {

  /** Of a database that one process has for itself: nobody is told. */
  ChangeNotices NONE =
      new ChangeNotices() {
        @Override
        public Listening listen(Listener listener) {
          return () -> {};
        }

        @Override
        public boolean areHeard() {
          return false;
        }
      };

  /** Has {@code listener} told from now on; it is told of anything first. */
  Listening listen(Listener listener);

  /**
   * Whether notices arrive, as far as is known: one that this process sent came back a moment ago.
   * If not, what others change is found by looking alone.
   */
  boolean areHeard();

  /** Is called on a thread that must not be kept waiting. */
  interface Listener {

    /** These rows may have changed; of some of them the listener may know nothing. */
    void changed(Set<UUID> ids);

    /** Any row may have changed: too many did to name them, or nobody listened for a while. */
    void anything();
  }

  /** Ends when it is closed. */
  @FunctionalInterface
  interface Listening extends AutoCloseable {
    @Override
    void close();
  }
}

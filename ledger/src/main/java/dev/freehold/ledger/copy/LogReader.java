package dev.freehold.ledger.copy;

import dev.freehold.ledger.tile.TilePath;
import java.io.IOException;

/** Reads the log that is copied; each method throws if it cannot. */
public interface LogReader {

  /** The newest checkpoint. */
  byte[] checkpoint() throws IOException;

  /** The JSON of {@link CopyKeys}. */
  byte[] keys() throws IOException;

  /** A tile of hashes or entries. */
  byte[] tile(TilePath tile) throws IOException;

  /** JSON lines of {@code PersonalOpening} for the entries of a tile, as far as not erased. */
  byte[] openings(TilePath entries) throws IOException;
}

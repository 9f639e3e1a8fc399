/** The files of a tiled log as C2SP's tlog-tiles specifies them: their names and contents. */
package dev.freehold.ledger.tile;

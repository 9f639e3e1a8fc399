/** The files of a tiled log as C2SP's tlog-tiles has them: their names and what is in them. */
package dev.freehold.ledger.tile;

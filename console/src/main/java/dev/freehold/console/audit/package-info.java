/** The ledgers: what was done, by whom, and the proof of it. */
package dev.freehold.console.audit;

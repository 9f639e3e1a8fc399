/**
 * How processes that share one database tell each other which rows they changed: by ids, after the
 * commit.
 */
package dev.freehold.persistence.notices;

/** PostgreSQL: a pool of connections, transactions, and erasure by rewriting tables. */
package dev.freehold.persistence.postgresql;

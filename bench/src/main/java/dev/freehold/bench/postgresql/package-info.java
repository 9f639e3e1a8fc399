/** What a PostgreSQL server and its clients spend and wait for while they are measured. */
package dev.freehold.bench.postgresql;

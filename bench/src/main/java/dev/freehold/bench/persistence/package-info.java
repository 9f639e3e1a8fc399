/** What a durable write costs, alone and in company. */
package dev.freehold.bench.persistence;

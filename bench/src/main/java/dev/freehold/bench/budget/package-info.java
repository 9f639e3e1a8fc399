/** Where a process spends its processor time. */
package dev.freehold.bench.budget;

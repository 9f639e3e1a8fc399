/** How fast objects are sealed and opened, beside plain copying and two well-known libraries. */
package dev.freehold.bench.floe;

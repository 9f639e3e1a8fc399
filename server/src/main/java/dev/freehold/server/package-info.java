/** Configuration, wiring by constructors, the route table and the {@code freehold} command. */
package dev.freehold.server;

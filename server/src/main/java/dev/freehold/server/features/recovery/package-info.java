/** Recovery from the loss of both roots, asked for, approved and opened by three people. */
package dev.freehold.server.features.recovery;

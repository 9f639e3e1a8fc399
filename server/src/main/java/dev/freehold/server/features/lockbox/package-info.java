/** Access requests of operators, and the only way by which operators read content. */
package dev.freehold.server.features.lockbox;

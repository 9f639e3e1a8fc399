/**
 * Notifications when it is somebody's turn: which entries of a ledger are occasions, who is told,
 * and how each delivery is tried until it succeeded or is given up.
 */
package dev.freehold.server.notifications;

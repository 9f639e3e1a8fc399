/**
 * Recovery from the loss of both roots of a policy: who asks, approves, opens, and how what is
 * under it leaves.
 */
package dev.freehold.custody.recovery;

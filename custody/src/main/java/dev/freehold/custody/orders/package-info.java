/**
 * Orders that move keys: what they name, where they go, and who has to agree before content leaves
 * a locked policy.
 */
package dev.freehold.custody.orders;

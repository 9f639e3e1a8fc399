/**
 * The ways in of people and programs, such as a password or an access key. One kind of row says
 * whose each way is and whether it has ended. What proves it, such as a hash, is stored elsewhere
 * under the same id.
 */
package dev.freehold.custody.identity.ways;

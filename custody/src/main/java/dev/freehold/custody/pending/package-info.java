/** Acts that one person alone cannot do, or not at once. */
package dev.freehold.custody.pending;

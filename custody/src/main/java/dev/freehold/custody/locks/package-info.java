/**
 * What the roots of a policy have answered, for all nodes: that it is locked, when one agreed last,
 * and how long the availability key may stand in while both are silent.
 */
package dev.freehold.custody.locks;

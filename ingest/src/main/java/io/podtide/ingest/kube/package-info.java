/** Pods and Events as the API server writes them, read into observations field by field. */
@NullMarked
package io.podtide.ingest.kube;

import org.jspecify.annotations.NullMarked;

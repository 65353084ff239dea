{{- define "podtide.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- /* Which pods; never changes. Arguments: root, role. */ -}}
{{- define "podtide.selector" -}}
app.kubernetes.io/name: podtide
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .role }}
{{- end -}}

{{- /* Arguments: root, role. */ -}}
{{- define "podtide.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
{{ include "podtide.selector" . }}
{{- end -}}

{{- define "podtide.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{- printf "%s@%s" .repository .digest -}}
{{- else -}}
{{- printf "%s:%s" .repository (default $.Chart.AppVersion .tag) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* Only ingest in its own cluster asks the API server. Arguments: root, role. */ -}}
{{- define "podtide.serviceAccount" -}}
{{- if eq .role "ingest" -}}
{{- printf "%s-ingest" (include "podtide.fullname" .root) -}}
{{- else -}}
{{- include "podtide.fullname" .root -}}
{{- end -}}
{{- end -}}

"""Runner Strength: a voice coach that takes a runner through a strength session hands-free."""

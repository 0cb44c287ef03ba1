"""What Pelican loads to turn the content folder into the site: one module, one job."""
